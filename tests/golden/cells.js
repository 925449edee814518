// What exceljs reads of a workbook: as cells.py.
'use strict';
const { Workbook, ValueType } = require('exceljs');

function told(cell) {
	const value = cell.value;
	if (value instanceof Date)
		return ['day', value.toISOString().slice(0, 19)];
	if (typeof value === 'number')
		return ['number', String(value)];
	// A link has a text, or a number that it was written over.
	const text = value && typeof value === 'object' ? value.text : value;
	if (typeof text === 'number')
		return ['number', String(text)];
	return ['text', Buffer.from(text, 'utf16le').toString('hex')];
}

async function main() {
	const book = new Workbook();
	await book.xlsx.readFile(process.argv[2]);
	book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => {
		if (cell.type === ValueType.Formula)
			throw new Error(`${sheet.name} ${cell.address} is a formula`);
		if (cell.type === ValueType.Merge || cell.value === null || cell.value === '')
			return;
		console.log([sheet.name, cell.address, ...told(cell)].join('\t'));
	})));
}

main().catch((error) => {
	console.error(error.message);
	process.exit(1);
});

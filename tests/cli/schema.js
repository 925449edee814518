// Holds JSON files against a JSON Schema (draft 4, 7): schema.js SCHEMA FILE...
// Status 1 and the first mistakes if one does not fit. For formats.sh.
const fs = require("fs");
const [schemaFile, ...files] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));
const Ajv = require(/draft-04/.test(schema.$schema) ? "ajv-draft-04" : "ajv").default;
const ajv = new Ajv({ strict: false, allErrors: true });
require("ajv-formats")(ajv);
const fits = ajv.compile(schema);
for (const file of files)
	if (!fits(JSON.parse(fs.readFileSync(file, "utf8")))) {
		const mistakes = fits.errors.slice(0, 5).map((e) => `${e.instancePath}: ${e.message}`);
		console.log(`${file}: ${mistakes.join("; ")}`);
		process.exitCode = 1;
	}

# Fills in what the program itself knows, so that a manual page and --help cannot differ: where a
# page says .\" OPTIONS COMMAND, that command's options; .\" DETAILS COMMAND, what its help says
# before them; .\" COMMANDS, the commands.
# usage: awk -v program=./syncro-audit -f fill.awk PAGE

function literal(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	return text
}

function sentence(text) {
	gsub(/\\/, "\\e", text)
	return text ~ /^[.']/ ? "\\&" text : text
}

# "-p, --profile ID|FILE" as a tag
function tag(text, words, count, i, out) {
	count = split(text, words, " ")
	out = ".It"
	for (i = 1; i <= count; i++) {
		if (words[i] ~ /^--/)
			out = out " Fl " literal(substr(words[i], 2))
		else if (words[i] ~ /^-.,$/)
			out = out " Fl " substr(words[i], 2, 1) " ,"
		else
			out = out " Ar " words[i]
	}
	return out
}

function fill(command, what, line, rows, at) {
	line = program " " command " --help"
	while ((line | getline rows) > 0) {
		if (rows ~ /^  (-.,|   ?) ?--/ && what != "DETAILS" && !seen[command]++)
			print ".Bl -tag -width Ds"
		if (rows ~ /^  (-.,|   ?) ?--/) {
			if (what == "DETAILS")
				break
			match(rows, /--[a-z-]+( [^ ]+)?/)
			print tag(substr(rows, 1, RSTART + RLENGTH - 1))
			print sentence(substr(rows, RSTART + RLENGTH + match(substr(rows, RSTART + RLENGTH), /[^ ]/) - 1))
		} else if (what == "OPTIONS" && seen[command]) {
			sub(/^ +/, "", rows)
			print sentence(rows)
		} else if (what == "DETAILS" && rows !~ /^usage:/)
			details = details literal(rows) "\n"
		else if (what == "COMMANDS" && rows ~ /^  [a-z]/) {
			match(rows, /^  [a-z]+/)
			at = substr(rows, 3, RLENGTH - 2)
			if (!listed++)
				print ".Bl -tag -width Ds"
			print ".It Cm " at
			print "See"
			print ".Xr syncro-audit-" at " 1 :"
			print sentence(substr(rows, 24))
		}
	}
	close(line)
	if (what == "DETAILS")
		printf ".Bd -literal\n%s.Ed\n", details
	else
		print ".El"
}

/^\.\\" (OPTIONS|DETAILS|COMMANDS)/ {
	fill($3, $2)
	next
}
{ print }

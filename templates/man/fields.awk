# Goes before fill.awk. The fields of a JSON file, out of its schema in templates/schema: where a page says
# .\" FIELDS results, each field by its path, what it may be, and what it says. The schema is read
# as it is written there, a name or a value a line; a field without a description is an error.

function unquoted(text) {
	sub(/^"/, "", text)
	sub(/"$/, "", text)
	gsub(/\\"/, "\"", text)
	gsub(/\\\\/, "\\", text)
	return text
}

# schema[PATH] = value, names[PATH] = "\nname\nname" of what is below it, in order
function read_schema(file, line, path, depth, key, value, at) {
	path = ""
	while ((getline line <file) > 0) {
		sub(/^ +/, "", line)
		sub(/,$/, "", line)
		if (line ~ /^[]}]/) {
			path = above[depth--]
			continue
		}
		key = line ~ /^"[^"]*": / ? substr(line, 2, index(line, "\": ") - 2) : ""
		value = key != "" ? substr(line, length(key) + 5) : line
		at = key != "" ? path "/" key : path "/" (0 + count[path]++)
		if (line == "{" && path == "" && !depth)
			at = ""
		else
			names[path] = names[path] "\n" at
		if (value ~ /^[[{]$/) {
			above[++depth] = path
			path = at
		} else
			schema[at] = unquoted(value)
	}
	close(file)
	return ("/title") in schema
}

function referred(at) {
	return (at "/$ref") in schema ? substr(schema[at "/$ref"], 2) : ""
}

# of the field itself, else of what it refers to
function of(at, what, to) {
	to = referred(at)
	return (at what) in schema || (at what) in names || to == "" ? at what : to what
}

function either(at, rows, n, i, out) {
	n = split(substr(names[at], 2), rows, "\n")
	for (i = 1; i <= n; i++)
		out = out (out == "" ? "" : i == n ? " or " : ", ") (schema[rows[i]] == "" ? "empty" : schema[rows[i]])
	return out
}

function kind(at, type, n, rows) {
	if (of(at, "/const") in schema)
		return schema[of(at, "/const")]
	if (of(at, "/enum") in names)
		return either(of(at, "/enum"))
	if ((at "/anyOf") in names) {
		type = kind(substr(names[at "/anyOf"], index(substr(names[at "/anyOf"], 2), "\n") + 2))
		return type " or null"
	}
	type = of(at, "/type")
	type = type in schema ? schema[type] : either(type)
	return type == "array" && (at "/items/type") in schema ? "array of " schema[at "/items/type"] "s" : type
}

function required(at, parent, n, rows, i) {
	n = split(substr(names[parent "/required"], 2), rows, "\n")
	for (i = 1; i <= n; i++)
		if (schema[rows[i]] == at)
			return 1
	return 0
}

function put_field(at, shown, name, parent, text, added) {
	text = schema[of(at, "/description")]
	if (text == "") {
		print FILENAME ": " shown " has no description in the schema" >"/dev/stderr"
		failed = 1
	}
	added = sub(/ ?Not among the fixed names of version 1\./, "", text)
	print ".It Va " literal(shown)
	print "(" sentence(kind(at)) (required(name, parent) ? "" : "; may be absent") (added ? "; not fixed" : "") ")"
	gsub(/\. /, ".\n", text)
	print sentence(text)
}

function put_below(at, prefix, rows, n, i, name, shown, below) {
	n = split(substr(names[at "/properties"], 2), rows, "\n")
	for (i = 1; i <= n; i++) {
		name = substr(rows[i], length(at "/properties/") + 1)
		shown = prefix name
		below = rows[i]
		if ((below "/items") in names) {
			shown = shown "[]"
			below = referred(below "/items") == "" ? below "/items" : referred(below "/items")
		}
		put_field(rows[i], shown, name, at)
		put_below(below, shown ".")
	}
}

function put_fields(file) {
	if (!read_schema(file)) {
		print FILENAME ": " file " cannot be read" >"/dev/stderr"
		failed = 1
	}
	print ".Bl -tag -width Ds"
	put_below("", "")
	print ".El"
}

/^\.\\" FIELDS/ {
	where = FILENAME
	sub(/[^\/]*$/, "../schema/", where)
	put_fields(where $3 ".schema.json")
	next
}
END { exit failed }

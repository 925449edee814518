#!/bin/bash
# What a shell offers behind the tab key is what the program takes.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

offered() { # WORD...: the candidates, without what they are for
	"$program" complete -- "$@" | cut -f 1
}

# What --help of a command lists, and nothing else.
every_option_of_the_help() {
	local command
	for command in $(offered ''); do
		run "$command" --help
		sed -nE 's/^  (-[a-z],|   ) (--[a-z-]+).*/\2/p' "$work/stdout" >listed
		offered "$command" -- >given
		diff listed given || fail "$command: another list"
		[ -s listed ] || fail "$command: no options"
	done
}

every_command_of_the_help() {
	run --help
	sed -n 's/^  \([a-z]*\) .*/\1/p' "$work/stdout" >listed
	offered '' | diff listed - || fail 'another list'
}

says() { # EXPECTED WORD...: all of what is offered, in one line
	local expected=$1
	shift
	[ "$(offered "$@" | paste -sd ' ')" = "$expected" ] || fail "$*: $(offered "$@" | paste -sd ' ')"
}

values() {
	says 'a4 letter' audit --paper ''
	says 'internal auditor' replay x --edition ''
	says ':folder' audit --out ''
	says ':folder :file' audit -b ''
	says ':file' audit -q --waivers ''
	says '' audit --rate ''
	offered audit -f '' | grep -qx csv || fail 'no csv'
	offered audit --profile '' | grep -qx jumpcloud-mtp || fail 'no profile'
}

operands() {
	says ':folder' verify ''
	says ':folder' compare a ''
	offered profile '' | grep -qx lint || fail 'no lint'
	offered profile show '' | grep -qx :file || fail 'no file'
	says '' nonsense ''
}

on_the_path() {
	mkdir bin
	ln -s "$program" bin/syncro-audit
	export PATH=$work/bin:$PATH
}

in_bash() {
	on_the_path
	mkdir reports
	# shellcheck disable=SC2016 # for the other shell
	bash --norc -c '. "$1"; COMP_CWORD=$(($# - 2)) COMP_WORDS=("${@:2}"); _syncro_audit
		printf "%s\n" "${COMPREPLY[@]}"' - "$root/templates/completion/syncro-audit.bash" "$@" >said
}

bash_completes() {
	in_bash syncro-audit ver
	[ "$(cat said)" = verify ] || fail "$(cat said)"
	in_bash syncro-audit audit --wai
	[ "$(cat said)" = --waivers ] || fail "$(cat said)"
	in_bash syncro-audit verify rep
	[ "$(cat said)" = reports ] || fail "$(cat said)"
}

fish_completes() {
	command -v fish >/dev/null || skip 'no fish'
	on_the_path
	mkdir reports
	export HOME=$work
	# shellcheck disable=SC2016 # for the other shell
	fish -c 'source $argv[1]; complete -C "syncro-audit ver"; complete -C "syncro-audit audit --wai"
		complete -C "syncro-audit verify rep"' "$root/templates/completion/syncro-audit.fish" >said
	grep -q '^verify	check a report folder' said || fail "$(cat said)"
	grep -q '^--waivers	accepted' said || fail "$(cat said)"
	grep -q '^reports/' said || fail "$(cat said)"
}

# A terminal of its own, in which the tab key is pressed.
zsh_completes() {
	command -v zsh >/dev/null || skip 'no zsh'
	on_the_path
	mkdir functions
	cp "$root/templates/completion/_syncro-audit" functions
	cat >press <<'EOF'
zmodload zsh/zpty
zpty shell "zsh -f -i"
zpty -w shell "PS1=; fpath=($PWD/functions \$fpath); autoload -U compinit; compinit -u -D
	bindkey '^I' complete-word; echo be''gun"
zpty -r shell said '*begun*'
zpty -w -n shell $'syncro-audit verif\t'
zpty -r shell said '*verify*'
print -r -- "$said"
EOF
	timeout 20 zsh -f press >said 2>&1
	grep -q verify said || fail "$(cat -A said)"
}

it 'every option that --help lists, for each command' every_option_of_the_help
it 'every command that --help lists' every_command_of_the_help
it 'what an option takes' values
it 'what a command takes' operands
it 'bash' bash_completes
it 'fish' fish_completes
it 'zsh' zsh_completes
finish

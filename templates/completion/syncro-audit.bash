# bash completion for syncro-audit; the program itself says what may stand next.
_syncro_audit() {
	local word current=${COMP_WORDS[COMP_CWORD]}

	COMPREPLY=()
	while IFS=$'\t' read -r word _; do
		case $word in
		:file) mapfile -O "${#COMPREPLY[@]}" -t COMPREPLY < <(compgen -f -- "$current") ;;
		:folder) mapfile -O "${#COMPREPLY[@]}" -t COMPREPLY < <(compgen -d -- "$current") ;;
		*) [[ $word != "$current"* ]] || COMPREPLY+=("$word") ;;
		esac
	done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
	[[ ${#COMPREPLY[@]} -eq 0 || ! -e ${COMPREPLY[0]} ]] || compopt -o filenames 2>/dev/null
}
complete -F _syncro_audit syncro-audit

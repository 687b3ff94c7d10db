# Completes webpublisher in bash: the program itself knows what may come next.
_webpublisher()
{
    local program=${COMP_WORDS[0]} line=${COMP_LINE:0:COMP_POINT} typed word suggestion
    COMPREPLY=()

    # The line without the program, in the quotes the program reads.
    line=${line#"${line%%[![:space:]]*}"}
    [[ $line == *[[:space:]]* ]] || return
    line=${line#*[[:space:]]}
    line=${line//\'/\"}
    line=${line//\\ / }

    # What of the word stands before the cursor since bash last broke it, and all of it.
    word=${COMP_WORDS[COMP_CWORD]}
    typed=${line##*[[:space:]]}
    line=${line%"$typed"}${typed#\"}
    typed=${typed#\"}
    while IFS= read -r suggestion; do
        [[ -n $suggestion && $suggestion == "$typed"* ]] || continue

        # Bash has broken the word at a colon or equals sign: what stands before stays as it is.
        if [[ $typed != "$word" && $typed == *[:=]* ]]; then
            suggestion=${suggestion#"${typed%"${typed##*[:=]}"}"}
        fi
        [[ $word == [\'\"]* ]] || printf -v suggestion %q "$suggestion"
        COMPREPLY+=("$suggestion")
    done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o bashdefault -o default -F _webpublisher webpublisher

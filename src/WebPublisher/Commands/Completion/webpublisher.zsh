#compdef webpublisher
# Completes webpublisher in zsh: the program itself knows what may come next.
_webpublisher() {
    local line="${(j: :)${(@qqq)words[2,CURRENT-1]}} ${words[CURRENT]}"
    local -a suggestions
    line="${line# }"
    suggestions=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
    suggestions=("${(@)suggestions:#}")
    if (( ${#suggestions} )); then
        compadd -a suggestions
    else
        _files
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _webpublisher "$@"
else
    compdef _webpublisher webpublisher
fi

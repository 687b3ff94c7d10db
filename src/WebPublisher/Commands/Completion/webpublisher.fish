# Completes webpublisher in fish: the program itself knows what may come next.
function __webpublisher_suggest
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l line ''
    for word in $words[2..-1]
        set line "$line\"$word\" "
    end
    set line "$line$current"
    $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete --command webpublisher --arguments '(__webpublisher_suggest)'

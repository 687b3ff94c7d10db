using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Recognises shell commands behind a separator (CWE-78), and expressions of template engines (CWE-1336).</summary>
internal static class CommandText
{
    private static readonly string[] s_commands =
    [
        "cat", "ls", "id", "whoami", "uname", "pwd", "ps", "nc", "ncat", "wget", "curl", "bash", "sh", "zsh", "dash", "ping", "nslookup", "dig", "python", "python3", "perl", "php", "ruby", "powershell", "pwsh",
        "cmd", "cmd.exe", "type", "dir", "certutil", "netstat", "ifconfig", "ipconfig", "chmod", "rm", "cp", "mv", "tail", "head", "echo", "env", "printenv", "touch", "sleep", "net", "systeminfo", "base64", "which",
    ];

    private static readonly SearchValues<string> s_expressions = SearchValues.Create(
    [
        "{{7*7}}", "${7*7}", "#{7*7}", "<%=", "<?php", "<?=", "%{(#", "%{#", "${@", "${t(", "t(java.lang", "@java.lang", "java.lang.runtime", "getruntime(", "processbuilder", "__class__", "__globals__", "__import__", "#_memberaccess",
        "{{config", "{{request", "{{self", "{{''", "{{constructor", "freemarker.template", "allow_url_include", "auto_prepend_file", "call_user_func", "shell_exec", "passthru(", "system('", "system(\"",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text is an attack.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(s_expressions))
        {
            return true;
        }

        for (var at = 0; at < text.Length; at++)
        {
            var separator = Separator(text[at..]);
            if (separator > 0 && IsCommand(text[(at + separator)..], text[at]))
            {
                return true;
            }
        }

        return false;
    }

    private static int Separator(ReadOnlySpan<char> text) => text[0] switch
    {
        ';' or '|' or '`' or '\n' or '\r' => 1,
        '$' when text.StartsWith("$(") => 2,
        '&' when text.StartsWith("&&") => 2,
        '<' or '>' when text.Length > 1 && text[1] == '(' => 2,
        _ => 0,
    };

    /// <summary>A command by its name, with what commands have behind them: nothing, an option, a path, an address, another separator. Prose has a word there.</summary>
    private static bool IsCommand(ReadOnlySpan<char> text, char separator)
    {
        text = text.TrimStart(" \t;|&");
        var slash = text.StartsWith('/') ? text.LastIndexOf('/') : -1;
        if (slash >= 0 && (text.StartsWith("/bin/") || text.StartsWith("/usr/") || text.StartsWith("/sbin/")))
        {
            return true;
        }

        // The shell drops quotation marks, backslashes and empty variables within a name.
        Span<char> name = stackalloc char[16];
        var length = 0;
        var read = 0;
        while (read < text.Length && length < name.Length && (char.IsAsciiLetterOrDigit(text[read]) || text[read] is '.' or '\'' or '"' or '\\'))
        {
            if (text[read] is not ('\'' or '"' or '\\'))
            {
                name[length++] = char.ToLowerInvariant(text[read]);
            }

            read++;
        }

        var isKnown = false;
        foreach (var command in s_commands)
        {
            isKnown |= name[..length].SequenceEqual(command);
        }

        if (!isKnown)
        {
            return false;
        }

        var rest = text[read..];
        if (rest.StartsWith("${IFS}", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("$IFS", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var argument = rest.TrimStart(" \t");
        return argument.IsEmpty ? separator is not ('\n' or '\r') : argument[0] is '/' or '-' or '$' or '|' or '`' or '>' or '<' or ')' || (argument[0] is ';' && rest.Length == argument.Length)
            || argument.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || argument.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || argument.StartsWith("c:", StringComparison.OrdinalIgnoreCase)
            || (char.IsAsciiDigit(argument[0]) && separator is not ('\n' or '\r'));
    }
}

using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Recognises values that lead a server to a file it does not mean to show (CWE-22, CWE-98).</summary>
internal static class FileText
{
    // Two steps up are in many a relative link.
    private const int StepsTooMany = 3;

    private static readonly SearchValues<string> s_system = SearchValues.Create(
    [
        "etc/passwd", "etc/shadow", "etc/group", "etc/hosts", "etc/issue", "proc/self/", "proc/version", "var/log/", "root/.ssh", ".ssh/id_rsa", ".bash_history", "windows/win.ini", "winnt/win.ini",
        "windows/system32", "boot.ini", "web.config", "web-inf/", "meta-inf/", ".htaccess", ".htpasswd", "config.inc.php", "localconfig.xml", "wp-config.php", "inetpub/",
    ], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] s_wrappers = ["php://", "expect://", "phar://", "zip://", "zlib://", "glob://", "file://", "data://text", "data:;base64", "jar:http", "gopher://", "dict://"];

    /// <summary>Whether the text is an attack.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('/', '\\', ':'))
        {
            return false;
        }

        var path = text.Contains('\\') ? text.ToString().Replace('\\', '/').AsSpan() : text;
        var steps = path.Count("../") + path.Count("..;/") + path.Count("....//");
        if (steps >= StepsTooMany)
        {
            return true;
        }

        var start = path.TrimStart(" \0\t\r\n\"'");
        foreach (var wrapper in s_wrappers)
        {
            if (start.StartsWith(wrapper, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // The file alone is what somebody may search a mailbox for; as a path from the root, or behind a step up, it is asked of the server.
        var isPath = steps > 0 || start.StartsWith('/') || (start.Length > 2 && start[1] == ':' && start[2] == '/');
        return isPath && path.ContainsAny(s_system);
    }
}

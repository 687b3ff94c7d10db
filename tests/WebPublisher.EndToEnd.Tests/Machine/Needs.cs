using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>Says what of the software that tests drive is missing on this machine.</summary>
internal static class Needs
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly Lazy<bool> HasSudo = new(() =>
        Find("sudo") is { } sudo && Command.RunAsync(sudo, ["-n", "true"], TimeSpan.FromSeconds(30)).GetAwaiter().GetResult().ExitCode == 0);

    private static readonly Lazy<bool> SwaksSpeaksTls = new(() =>
        Command.RunAsync("perl", ["-MNet::SSLeay", "-e1"], TimeSpan.FromSeconds(30)).GetAwaiter().GetResult().ExitCode == 0);

    // A container may run as root and still not be given networks of its own, filters or tunnels.
    private static readonly Lazy<string?> Namespaces = new(() =>
        !File.Exists("/dev/net/tun")
            ? "this machine has no /dev/net/tun"
            : Command.RunAsync("unshare", ["--net", "nft", "add", "table", "inet", "probe"], TimeSpan.FromSeconds(30)).GetAwaiter().GetResult().ExitCode == 0
                ? null
                : "this machine lets root make no network namespaces with nftables");

    /// <summary>Path of the browser, or null.</summary>
    public static string? Browser { get; } = Browsers.Select(Find).FirstOrDefault(path => path is not null);

    /// <summary>The reason why a test with these needs cannot run here, or null when it can.</summary>
    public static string? Missing(params Need[] needs) => needs.Select(Missing).FirstOrDefault(reason => reason is not null);

    /// <summary>Path of a program on the PATH or in a system directory, which an ordinary user's PATH leaves out; or null.</summary>
    public static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    private static string? Missing(Need need) => need switch
    {
        Need.Webmail => Programs("nginx", "sqlite3") ?? (Directory.Exists("/usr/share/roundcube") ? null : "Roundcube is not installed") ?? CoreRuleSet() ?? Missing(Need.Mail),
        Need.Groupware => Programs("nginx", "sogod", "memcached", "psql") ?? CoreRuleSet() ?? Missing(Need.Mail),
        Need.Mail => Programs("dovecot", "postfix", "openssl")
            ?? (Environment.IsPrivilegedProcess || HasSudo.Value ? null : "Dovecot and Postfix are started by root, or by sudo without a password"),
        Need.Names => Programs("knotd"),
        Need.Scanner => Programs("clamd"),
        Need.Kerberos => Programs("krb5kdc", "kadmin.local", "kinit", "apache2", "openssl", "curl")
            ?? (File.Exists("/usr/lib/apache2/modules/mod_auth_gssapi.so") ? null : "Apache's mod_auth_gssapi is not installed"),
        Need.CoreRuleSet => Directory.Exists(RuleSetPlace.Debian) ? null : "the package modsecurity-crs is not installed",
        Need.ModSecurity => Programs("apache2") ?? (ModSecurityServer.IsInstalled ? null : "Apache's mod_security2 is not installed"),
        Need.Ipsec => Programs("swanctl", "charon-systemd", "nft", "tcpdump", "ip", "curl", "perl", "openssl")
            ?? (File.Exists("/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so") ? null : "strongSwan's plugin kernel-libipsec is not installed")
            ?? (Environment.IsPrivilegedProcess ? Namespaces.Value : "network namespaces are made by root"),
        Need.Prometheus => Programs("prometheus", "promtool"),
        Need.Swaks => Programs("swaks") ?? (SwaksSpeaksTls.Value ? null : "swaks lacks the Perl module Net::SSLeay"),
        Need.Browser => Browser is null ? "no browser of the Chromium family is installed" : Programs("certutil"),
        Need.CleanDebian => Programs("debootstrap", "dpkg-deb", "curl") ?? (Environment.IsPrivilegedProcess || HasSudo.Value ? null : "debootstrap takes root, or sudo without a password"),
        Need.Database => Programs("psql") ?? (Directory.Exists("/usr/lib/postgresql") ? null : "PostgreSQL is not installed"),
        Need.Haproxy => Programs("haproxy"),
        Need.Curl => Programs("curl"),
        Need.SslScan => Programs("sslscan"),
        Need.TestSsl => Programs("testssl"),
        _ => throw new ArgumentOutOfRangeException(nameof(need)),
    };

    private static string? CoreRuleSet() => File.Exists("/usr/share/modsecurity-crs/owasp-crs.load") ? null : "the Core Rule Set is not installed";

    private static string? Programs(params string[] names) =>
        names.FirstOrDefault(name => Find(name) is null) is { } missing ? $"{missing} is not installed" : null;
}

using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Documents.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Directories;

/// <summary>Compiles a directory.</summary>
internal static class DirectoryCompiler
{
    private const int ClearPort = 389;

    /// <summary>Compiles it; null when it has errors.</summary>
    public static DirectoryPolicy? Compile(DirectoryDocument document, CompilationContext context)
    {
        foreach (var twice in document.Servers.GroupBy(s => s.Value.Authority, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            context.Diagnostics.Error(twice.Location, $"server {twice.Value.Authority} is listed twice");
        }

        foreach (var clear in document.Servers.Where(s => s.Value.Port == ClearPort))
        {
            context.Diagnostics.Warning(clear.Location, $"port {ClearPort} usually speaks LDAP in clear; directories are asked under TLS from the first byte, usually on port {DirectoryPolicy.UsualPort}");
        }

        if (document.Has(nameof(document.User)) != document.Has(nameof(document.Password)))
        {
            context.Diagnostics.Error(document.Start, "'user' and 'password' belong together; leave both out to ask as nobody");
        }

        var certificate = FrontEndCertificateCompiler.Compile(document.Certificate, context);
        var password = SecretCompiler.Read(document.Password, context);
        var lost = document.Has(nameof(document.User)) != document.User.HasValue || document.Has(nameof(document.Password)) == (password is null);
        if (lost || certificate is null || document.Servers.Count == 0 || document.Base is not { } root || document.Filter is not { } filter)
        {
            return null;
        }

        var usual = new DirectoryPolicy
        {
            Servers = [.. document.Servers.Select(s => s.Value)],
            Certificate = certificate,
            Base = root.Value,
            Filter = filter.Value,
            User = document.User?.Value,
            Password = password,
        };
        return usual with
        {
            Timeout = document.Timeout?.Value ?? usual.Timeout,
            Connections = document.Connections?.Value ?? usual.Connections,
        };
    }
}

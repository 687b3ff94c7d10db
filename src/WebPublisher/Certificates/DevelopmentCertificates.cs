using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Certificates;

/// <summary>
/// Makes the certificates a developer needs, for both sides of the publisher and by two authorities that have nothing to do with each other: a client or front-end
/// policy that trusts the wrong side fails at once instead of working by accident.
/// </summary>
/// <param name="time">The clock validity begins by.</param>
public sealed class DevelopmentCertificates(TimeProvider time)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>
    /// Writes <c>public-ca.pem</c>, <c>public.pem</c>, <c>public.key</c> and <c>inner-ca.pem</c>, <c>front-end.pem</c>, <c>front-end.key</c>. A side whose certificate
    /// covers its names and is valid for another 30 days stays as it is. ECDSA P-256; certificates live 397 days, authorities ten years.
    /// </summary>
    /// <param name="directory">Where they go; made when absent.</param>
    /// <param name="publicNames">DNS names (also <c>*.name</c>) and IP addresses the outside uses; localhost is always added.</param>
    /// <param name="frontEndNames">The same for the front end.</param>
    /// <param name="force">Renew also what would stay.</param>
    /// <exception cref="DevelopmentCertificateException">
    /// A name is none, the directory cannot be written, or it holds a certificate that was not made here, which is never overwritten.
    /// </exception>
    public DevelopmentCertificateSet Write(string directory, IEnumerable<string> publicNames, IEnumerable<string> frontEndNames, bool force)
    {
        var forPublic = SubjectNames.Parse(publicNames);
        var forFrontEnd = SubjectNames.Parse(frontEndNames);
        try
        {
            Directory.CreateDirectory(directory);
            return new DevelopmentCertificateSet(
                Write(directory, "public", "public-ca.pem", forPublic, force),
                Write(directory, "front-end", "inner-ca.pem", forFrontEnd, force));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DevelopmentCertificateException($"certificates cannot be written to {directory}: {e.Message}", e);
        }
    }

    private DevelopmentCertificate Write(string directory, string side, string authorityName, ImmutableArray<string> names, bool force)
    {
        string authorityPath = Path.Combine(directory, authorityName), chainPath = Path.Combine(directory, side + ".pem"), keyPath = Path.Combine(directory, side + ".key");
        RefuseForeign(authorityPath, chainPath, keyPath);
        if (!force && ExpiryOfUsable(authorityPath, chainPath, keyPath, names) is { } expires)
        {
            return new DevelopmentCertificate(authorityPath, chainPath, keyPath, names, expires, IsNew: false);
        }

        using var authority = new DevelopmentAuthority(side, time.GetUtcNow());
        var (certificate, key, end) = authority.Issue(names);
        Replace(keyPath, key, Private);
        Replace(chainPath, certificate + authority.Pem, Public);
        Replace(authorityPath, authority.Pem, Public);
        return new DevelopmentCertificate(authorityPath, chainPath, keyPath, names, end, IsNew: true);
    }

    /// <summary>Somebody's own certificate and, above all, key under one of our names must survive, even <c>--force</c>.</summary>
    private static void RefuseForeign(string authorityPath, string chainPath, string keyPath)
    {
        foreach (var path in new[] { authorityPath, chainPath })
        {
            if (File.Exists(path) && !IsOurs(path))
            {
                throw new DevelopmentCertificateException($"{path} was not made by this command and is not overwritten; move it away or choose another directory");
            }
        }

        if (File.Exists(keyPath) && !File.Exists(chainPath))
        {
            throw new DevelopmentCertificateException($"{keyPath} has no certificate beside it and is not overwritten; move it away or choose another directory");
        }
    }

    private static bool IsOurs(string path)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            return DevelopmentAuthority.Made(certificate);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private DateTimeOffset? ExpiryOfUsable(string authorityPath, string chainPath, string keyPath, ImmutableArray<string> names)
    {
        if (!File.Exists(authorityPath) || !File.Exists(chainPath) || !File.Exists(keyPath))
        {
            return null;
        }

        // The loader judges what a listener would: key and certificate belong together, the key is private, the dates are right.
        var source = new CertificateSource("development", new SourceLocation(chainPath, 0, 0), Path.GetFullPath(chainPath), Path.GetFullPath(keyPath));
        var certificate = new CertificateLoader(time).Load(source, []);
        return certificate is not null
            && names.All(n => n.StartsWith("*.", StringComparison.Ordinal) ? certificate.DnsNames.Contains(n, StringComparer.Ordinal) : certificate.Covers(n))
            && certificate.Expires - time.GetUtcNow() >= RenewBefore
            && File.ReadAllText(chainPath).EndsWith(File.ReadAllText(authorityPath), StringComparison.Ordinal)
                ? certificate.Expires
                : null;
    }

    // Under another name first, with its final permissions from the start: nobody ever sees half a file or an open key.
    private static void Replace(string path, string content, UnixFileMode mode)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            using (var file = new StreamWriter(temporary, options))
            {
                file.Write(content);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

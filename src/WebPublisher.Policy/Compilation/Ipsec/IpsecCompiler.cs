using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Ipsec;
using WebPublisher.Policy.Ipsec;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Compilation.Ipsec;

/// <summary>Compiles the section <c>ipsec</c>. A part that has errors is no part of it: a connection is never protected by less than is written.</summary>
internal sealed class IpsecCompiler(CompilationContext context)
{
    private const int LongestName = 32;

    private static readonly ImmutableArray<IpsecKeyExchange> UsualGroups = [IpsecKeyExchange.Ecp384, IpsecKeyExchange.X25519];

    private readonly Dictionary<string, IpsecConnection> _pairs = new(StringComparer.Ordinal);

    /// <summary>Compiles the section; null when it is absent.</summary>
    public IpsecPolicy? Compile(IpsecDocument? document)
    {
        if (document is null)
        {
            return null;
        }

        var connections = ImmutableArray.CreateBuilder<IpsecConnection>();
        foreach (var (name, written) in document.Connections)
        {
            var isName = IsName(name);
            if (written is not null && Compile(name, written) is { } connection && isName && IsNew(connection))
            {
                connections.Add(connection);
            }
        }

        return new IpsecPolicy(document.Processing?.Value ?? IpsecProcessing.Kernel, connections.ToImmutable());
    }

    private bool IsName(Located<string> name)
    {
        if (name.Value.Length <= LongestName && name.Value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name.Value[0] != '-')
        {
            return true;
        }

        var plain = new string([.. name.Value.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-').Take(LongestName)]).Trim('-');
        var proposal = plain.Length == 0 ? "" : $"; write {Quoted.Text(plain)}";
        context.Diagnostics.Error(
            name.Location, $"{Quoted.Text(name.Value)} stands in names of files: lower-case letters, digits and inner hyphens, at most {LongestName}{proposal}");
        return false;
    }

    private IpsecConnection? Compile(Located<string> name, IpsecConnectionDocument document)
    {
        var front = IpsecEndCompiler.Compile(document.Front, context.Diagnostics);
        var back = IpsecEndCompiler.Compile(document.Back, context.Diagnostics);
        var side = document.Side?.Value ?? IpsecSide.Front;
        var proof = Proof(name, document, side);
        if (front is null || back is null || proof is null || !IsPair(document, front, back))
        {
            return null;
        }

        if (proof.Certificate is { } certificate && document.Certificate is { } reference && !certificate.Covers((side == IpsecSide.Front ? front : back).Identity))
        {
            var own = side == IpsecSide.Front ? front : back;
            var carried = string.Join(", ", certificate.DnsNames.Concat(certificate.Addresses.Select(a => a.ToString())));
            context.Diagnostics.Error(
                reference.Location,
                $"certificate {Quoted.Text(reference.Value)} does not carry {Quoted.Text(own.Identity)}, which this end calls itself, but {carried}; set {JsonSide(side)}.identity");
            return null;
        }

        foreach (var twice in document.Ports.GroupBy(p => p.Value).SelectMany(same => same.Skip(1)))
        {
            context.Diagnostics.Error(twice.Location, $"port {twice.Value} is listed twice");
        }

        return new IpsecConnection
        {
            Name = name.Value,
            Location = name.Location,
            Side = side,
            Front = front,
            Back = back,
            Ports = document.Ports.Count == 0 ? [80] : [.. document.Ports.Select(p => p.Value).Distinct().Order()],
            Certificate = proof.Certificate,
            TrustedRoots = proof.Roots,
            PresharedKey = proof.PresharedKey,
            KeyExchange = document.KeyExchange.Count == 0 ? UsualGroups : [.. document.KeyExchange.Select(g => g.Value).Distinct()],
        };
    }

    private bool IsPair(IpsecConnectionDocument document, IpsecEnd front, IpsecEnd back)
    {
        var location = document.Back!.Address!.Value.Location;
        if (front.Address.AddressFamily != back.Address.AddressFamily)
        {
            context.Diagnostics.Error(location, $"{back.Address} and {front.Address} are not of one family; both ends have an IPv4 address, or both an IPv6 address");
            return false;
        }

        if (front.Address.Equals(back.Address))
        {
            context.Diagnostics.Error(location, $"both ends have the address {back.Address}");
            return false;
        }

        if (front.Identity == back.Identity)
        {
            context.Diagnostics.Error(document.Back.Start, $"both ends call themselves {Quoted.Text(back.Identity)}");
            return false;
        }

        return true;
    }

    // Two connections between the same machines would negotiate over the same packets.
    private bool IsNew(IpsecConnection connection)
    {
        string[] ends = [connection.Front.Address.ToString(), connection.Back.Address.ToString()];
        if (_pairs.TryAdd(string.Join(' ', ends), connection))
        {
            return true;
        }

        var first = _pairs[string.Join(' ', ends)];
        context.Diagnostics.Error(
            connection.Location, $"{ends[0]} and {ends[1]} are joined by {Quoted.Text(first.Name)} at {first.Location} already; write its ports there");
        return false;
    }

    private Credentials? Proof(Located<string> name, IpsecConnectionDocument document, IpsecSide side)
    {
        var byKey = document.Has(nameof(document.PresharedKey));
        var byCertificate = document.Has(nameof(document.TrustedRoots)) || document.Has(nameof(document.Certificate));
        if (byKey == byCertificate)
        {
            context.Diagnostics.Error(
                name.Location, $"IPsec connection {Quoted.Text(name.Value)}: expected either certificate and trustedRoots, or presharedKey{(byKey ? ", not both" : "")}");
            return null;
        }

        return byKey ? ByKey(document) : ByCertificate(name, document, side);
    }

    private Credentials? ByKey(IpsecConnectionDocument document)
    {
        if (SecretCompiler.Compile(document.PresharedKey, context) is not { } source)
        {
            return null;
        }

        if (source.FilePath is { } path)
        {
            context.Files.DigestOf(path, SecretSource.MaxLength);
        }

        if (source.Read(context.Diagnostics) is not { } secret)
        {
            return null;
        }

        // An end that is deceived in one handshake gives away what a guess is tried on, as fast as machines can (RFC 7296 section 2.15).
        if (System.Text.Encoding.UTF8.GetByteCount(secret.Reveal()) < 20)
        {
            context.Diagnostics.Error(source.Location, "the preshared key is shorter than 20 bytes and could be guessed; make one with: openssl rand -base64 32");
            return null;
        }

        return new Credentials(null, [], source);
    }

    private Credentials? ByCertificate(Located<string> name, IpsecConnectionDocument document, IpsecSide side)
    {
        var roots = document.TrustedRoots.Select(context.TrustedRoots.Resolve).ToList();
        var certificate = document.Certificate is { } reference ? context.Certificates.Resolve(reference) : null;
        if (!document.Has(nameof(document.TrustedRoots)))
        {
            context.Diagnostics.Error(name.Location, $"IPsec connection {Quoted.Text(name.Value)}: key 'trustedRoots' is missing beside 'certificate'");
            return null;
        }

        if (side == IpsecSide.Neither)
        {
            if (document.Certificate is { } idle)
            {
                context.Diagnostics.Error(idle.Location, "this machine is neither end, and shows nobody a certificate; leave it out, or write side: front or side: back");
                return null;
            }
        }
        else if (!document.Has(nameof(document.Certificate)))
        {
            context.Diagnostics.Error(name.Location, $"IPsec connection {Quoted.Text(name.Value)}: key 'certificate' is missing beside 'trustedRoots'");
            return null;
        }
        else if (certificate is null)
        {
            return null;
        }

        return roots.Count == 0 || roots.Contains(null) ? null : new Credentials(certificate, [.. roots.SelectMany(r => r!.Certificates)], null);
    }

    private static string JsonSide(IpsecSide side) => side == IpsecSide.Front ? "front" : "back";

    private sealed record Credentials(ServerCertificate? Certificate, ImmutableArray<X509Certificate2> Roots, SecretSource? PresharedKey);
}

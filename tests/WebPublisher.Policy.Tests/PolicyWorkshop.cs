using System.Security.Cryptography;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Tests.Certificates;

namespace WebPublisher.Policy.Tests;

/// <summary>A directory with certificates in which tests write policies and load them, at a moment at which the certificates are valid.</summary>
public sealed class PolicyWorkshop : IDisposable
{
    private static readonly TestAuthority Authority = new("Test root");

    private readonly TemporaryDirectory _directory = new();

    public PolicyWorkshop()
    {
        Certificate("mail", "mail.example.com", "autodiscover.example.com");
        Certificate("other", "other.example.com");
        _directory.Write("certs/inner-ca.pem", Authority.Pem);
    }

    public PolicyLoader Loader { get; } = new(new ManualTimeProvider());

    public string Path => _directory.Path;

    public string Write(string name, string content) => _directory.Write(name, content);

    public PolicyLoadResult Load(string policy)
    {
        Write("policy.yaml", policy);
        return Loader.Load(_directory["policy.yaml"]);
    }

    public PolicyLoadResult LoadFile(string name) => Loader.Load(_directory[name]);

    /// <summary>The policy, which must have no errors.</summary>
    public PublisherPolicy Compile(string policy)
    {
        var result = Load(policy);
        Assert.True(result.Policy is not null, Text(result.Diagnostics));
        return result.Policy;
    }

    /// <summary>Every diagnostic on a line, paths relative to the directory.</summary>
    public string Text(DiagnosticList diagnostics) => string.Concat(diagnostics.Select(d => d + "\n")).Replace(Path + "/", "", StringComparison.Ordinal);

    public string Diagnose(string policy) => Text(Load(policy).Diagnostics);

    public void Dispose() => _directory.Dispose();

    private void Certificate(string name, params string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = Authority.Issue(key, names: hosts);
        _directory.Write($"certs/{name}.pem", leaf.ExportCertificatePem() + "\n" + Authority.Pem);
        _directory.Write($"certs/{name}.key", key.ExportPkcs8PrivateKeyPem());
    }
}

using System.Security.Cryptography;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Files;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Certificates;

/// <summary>The content of a certificate's files, read once so that what is hashed is what is parsed.</summary>
/// <param name="Chain">The PEM chain, or null for PKCS#12.</param>
/// <param name="Key">The PEM key; the same as <paramref name="Chain"/> when it stands there; null for PKCS#12.</param>
/// <param name="Pkcs12">The PKCS#12 file, or null for PEM.</param>
/// <param name="Password">The password, or null when none is declared.</param>
internal sealed record CertificateFiles(byte[]? Chain, byte[]? Key, byte[]? Pkcs12, Secret? Password)
{
    private const int MaxChain = 1024 * 1024;
    private const int MaxKey = 64 * 1024;

    /// <summary>Reads every file of <paramref name="source"/>; null when one could not be read, which is then reported.</summary>
    public static CertificateFiles? Read(CertificateSource source, CertificateReport report, DiagnosticList diagnostics)
    {
        var password = source.PasswordSource?.Read(diagnostics);
        var complete = source.PasswordSource is null || password is not null;
        byte[]? chain = null, key = null, pkcs12 = null;
        switch (source)
        {
            case { Pkcs12Path: { } path, ChainPath: null, KeyPath: null }:
                complete &= Private(path, MaxChain, out pkcs12);
                break;
            case { Pkcs12Path: null, ChainPath: { } path, KeyPath: null }:
                complete &= Private(path, MaxChain, out chain);
                key = chain;
                break;
            case { Pkcs12Path: null, ChainPath: { } path, KeyPath: { } keyPath }:
                complete &= Public(path, out chain);
                complete &= Private(keyPath, MaxKey, out key);
                break;
            default:
                report.Error("expected either chain and key, or pkcs12");
                return null;
        }

        return complete ? new CertificateFiles(chain, key, pkcs12, password) : null;

        bool Public(string path, out byte[]? content)
        {
            var read = BoundedFile.TryRead(path, MaxChain, out content, out var problem);
            if (!read)
            {
                report.Error($"the chain {problem}");
            }

            return read;
        }

        bool Private(string path, int limit, out byte[]? content)
        {
            var read = BoundedFile.TryReadPrivate(path, limit, out content, out var problem);
            if (!read)
            {
                report.Error($"the private key {problem}");
            }

            return read;
        }
    }

    /// <summary>SHA-256 over every part, each preceded by its length; kept in memory only.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(Chain);
        Append(Key);
        Append(Pkcs12);
        Append(Password is null ? null : System.Text.Encoding.UTF8.GetBytes(Password.Reveal().ToArray()));
        return Convert.ToHexString(hash.GetHashAndReset());

        void Append(byte[]? part)
        {
            hash.AppendData(BitConverter.GetBytes(part?.Length ?? -1));
            hash.AppendData(part ?? []);
        }
    }
}

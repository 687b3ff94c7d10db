using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="PublicKeyPin"/>.</summary>
internal sealed class PublicKeyPinType : ScalarType<PublicKeyPin>
{
    private const string Prefix = "sha256/";

    public override string Noun => "a pin: sha256/ and the base64 of the 32-byte hash of the public key";

    public override string? Parse(YamlScalar scalar, string directory, out PublicKeyPin value)
    {
        value = default;
        Span<byte> hash = stackalloc byte[48];
        if (!scalar.Text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Convert.TryFromBase64Chars(scalar.Text.AsSpan(Prefix.Length), hash, out var length)
            || length != 32)
        {
            return Not(scalar.Text);
        }

        value = new PublicKeyPin([.. hash[..length]]);
        return null;
    }

    public override JsonObject Schema() => TextSchema("^sha256/[A-Za-z0-9+/]{43}=$");
}

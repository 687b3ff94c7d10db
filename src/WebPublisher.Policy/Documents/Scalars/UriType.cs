using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>An absolute http or https URL without user information.</summary>
internal sealed class UriType : ScalarType<Uri>
{
    private static readonly Uri Nowhere = new("https://invalid/");

    public override string Noun => "an absolute URL such as https://mail.example.com/owa/";

    public override string? Parse(YamlScalar scalar, string directory, out Uri value)
    {
        value = Nowhere;
        var text = scalar.Text;
        if (text.Any(char.IsControl) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return Not(text);
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            return Not(text) + "; only http and https are possible here";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "a URL here must not carry a user name or password";
        }

        value = uri;
        return null;
    }

    public override JsonObject Schema() => TextSchema("^https?://[^/]");
}

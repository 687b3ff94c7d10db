using System.Text.Json.Nodes;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="PathPattern"/>.</summary>
internal sealed class PathPatternType : ScalarType<PathPattern>
{
    private static readonly PathPattern Nowhere = new("/");

    public override string Noun => "a path such as /owa/logon.aspx, or /owa/* for everything below /owa";

    public override string? Parse(YamlScalar scalar, string directory, out PathPattern value)
    {
        value = Nowhere;
        var text = scalar.Text;
        if (PathText.Problem(text) is { } problem)
        {
            return problem;
        }

        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0 && (star != text.Length - 1 || text[star - 1] != '/'))
        {
            return $"{Quoted.Text(text)}: '*' may only be the whole last segment, as in /owa/*";
        }

        value = new PathPattern(text);
        return null;
    }

    public override JsonObject Schema() => TextSchema(@"^/([^*?#\\]*|[^*?#\\]*/\*|\*)$");
}

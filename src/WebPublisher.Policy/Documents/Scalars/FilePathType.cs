using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="FilePath"/>.</summary>
internal sealed class FilePathType : ScalarType<FilePath>
{
    private const int Longest = 4096;

    public override string Noun => "the path of a file or directory";

    public override string? Parse(YamlScalar scalar, string directory, out FilePath value)
    {
        value = default;
        if (scalar.Text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return "expected the path of a file, found the content of one; put it in a file of its own and write its path";
        }

        if (scalar.Text.Length > Longest || scalar.Text.Any(char.IsControl))
        {
            return $"expected {Noun}: one line of at most {Longest} characters";
        }

        value = new FilePath(scalar.Text, Path.GetFullPath(scalar.Text, directory));
        return null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };
}

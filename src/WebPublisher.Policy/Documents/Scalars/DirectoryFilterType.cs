using System.Text.Json.Nodes;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="DirectoryFilter"/> with a place for the address.</summary>
internal sealed class DirectoryFilterType : ScalarType<DirectoryFilter>
{
    private static readonly DirectoryFilter Nothing = new() { Text = "(!(objectClass=*))", Kind = DirectoryFilterKind.Present, Attribute = "objectClass" };

    public override string Noun => "a search filter such as (proxyAddresses=smtp:{0})";

    public override string? Parse(YamlScalar scalar, string directory, out DirectoryFilter value)
    {
        value = Nothing;
        if (DirectoryFilterParser.Parse(scalar.Text, out var filter) is { } problem)
        {
            return $"{Not(scalar.Text)}: {problem}";
        }

        value = filter!;
        return value.HasPlaceholder ? null : $"{Quoted.Text(scalar.Text)} has no place for the address; write {{0}} where it goes, as in (mail={{0}})";
    }

    public override JsonObject Schema() => TextSchema(@"^\(.*\{0\}.*\)$");
}

using System.Text.Json.Nodes;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>One of a few words: the members of an enumeration in camelCase, or as their <see cref="WordAttribute"/> says.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class WordType<T> : ScalarType<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Words = Enum.GetValues<T>().ToDictionary(v => WordText.Of(v), v => v, StringComparer.Ordinal);

    public override string Noun => Words.Count == 2 ? string.Join(" or ", Words.Keys) : $"one of {string.Join(", ", Words.Keys)}";

    public override string? Parse(YamlScalar scalar, string directory, out T value)
    {
        if (Words.TryGetValue(scalar.Text, out value))
        {
            return null;
        }

        var closest = Suggestion.Closest(scalar.Text, Words.Keys);
        return Not(scalar.Text) + (closest is null ? "" : $"; did you mean '{closest}'?");
    }

    public override JsonObject Schema()
    {
        // A word such as 1.2 that editors take for a number is accepted with and without quotation marks.
        var values = new JsonArray([.. Words.Keys.Select(w => (JsonNode)w)]);
        foreach (var word in Words.Keys)
        {
            if (double.TryParse(word, out var number))
            {
                values.Add(number);
            }
        }

        return new JsonObject { ["enum"] = values };
    }
}

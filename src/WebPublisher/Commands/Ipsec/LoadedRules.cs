using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebPublisher.Commands.Ipsec;

/// <summary>The rules that nftables has loaded, as <c>nft -j list table</c> prints them.</summary>
internal static class LoadedRules
{
    /// <summary>Each rule's chain and comment, in order; null when the text is not of that form.</summary>
    public static List<(string Chain, string Comment)>? Of(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject answer && answer["nftables"] is JsonArray items
                ? [.. items.OfType<JsonObject>().Select(item => item["rule"]).OfType<JsonObject>().Select(rule => (Text(rule["chain"]), Text(rule["comment"])))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "(none)";
}

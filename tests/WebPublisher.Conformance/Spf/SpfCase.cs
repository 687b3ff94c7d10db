using System.Net;
using WebPublisher.Mail.Spf;
using YamlDotNet.RepresentationModel;

namespace WebPublisher.Conformance.Spf;

/// <summary>One case: a check, and what may come of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Check">The check.</param>
/// <param name="Results">Results that are right, the preferred one first.</param>
/// <param name="Explanation">The explanation, <c>DEFAULT</c> for the receiver's own, or null when the case has no opinion.</param>
internal sealed record SpfCase(string Name, SpfCheck Check, IReadOnlyList<string> Results, string? Explanation)
{
    public static SpfCase Read(string name, YamlMappingNode fields)
    {
        var results = fields.Children["result"];
        return new SpfCase(
            name,
            SpfCheck.OfMailFrom(IPAddress.Parse(Text("host") ?? ""), Text("helo") ?? "", Text("mailfrom") ?? ""),
            results is YamlSequenceNode several ? [.. several.Select(r => ((YamlScalarNode)r).Value!)] : [((YamlScalarNode)results).Value!],
            Text("explanation"));

        string? Text(string key) => fields.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
    }

    /// <summary>What is wrong with <paramref name="verdict"/>, or null.</summary>
    public string? Complaint(SpfVerdict verdict)
    {
        if (!Results.Contains(verdict.Result.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            return $"{string.Join(" or ", Results)} expected, {verdict.Result} found ({verdict.Reason})";
        }

        var explanation = verdict.Explanation ?? "DEFAULT";
        return Explanation is null || Explanation == explanation ? null : $"explanation '{Explanation}' expected, '{explanation}' found";
    }
}

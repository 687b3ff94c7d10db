using System.Globalization;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Rules;

/// <summary>Puts into words why a condition of a rule does or does not hold.</summary>
internal static class ConditionText
{
    /// <summary>The words, or null when the rule leaves the condition open.</summary>
    public static string? Describe(RuleCondition condition, PublishingRule rule, in RuleQuery query, bool holds)
    {
        var isOrNot = holds ? "is" : "is not";
        return condition switch
        {
            RuleCondition.Listener when rule.Listeners is { } listeners =>
                $"listener '{query.Listener.Name}' {isOrNot} one of {string.Join(", ", listeners.Order(StringComparer.Ordinal))}",
            RuleCondition.Tunnel when !holds =>
                "the rule tunnels TLS without decrypting it, and this request was decrypted: its connection did not name the tunnelled host",
            RuleCondition.Destination when rule.Destinations is { } destinations => DescribeDestination(destinations, query, holds),
            RuleCondition.Section when rule.Action is PublishAction { Sections: [{ Name: not "" }, ..] } publish => DescribeSection(publish, query.Target),
            RuleCondition.Method when rule.Methods is { } methods =>
                $"method {query.Method} {isOrNot} one of {string.Join(", ", methods.Order(StringComparer.Ordinal))}",
            RuleCondition.Client when rule.Clients is { } clients =>
                $"client {query.Client} {isOrNot} in '{clients.Name}' ({string.Join(", ", clients.Networks)})",
            RuleCondition.Schedule when rule.Schedule is { } schedule => DescribeSchedule(schedule, query.Instant, isOrNot),
            _ => null,
        };
    }

    private static string DescribeDestination(DestinationSet set, in RuleQuery query, bool holds)
    {
        var (host, path) = (query.Target.Host, query.Target.Path);
        if (holds)
        {
            return $"{host}{path} is in '{set.Name}'";
        }

        var sameHost = set.Destinations.Where(destination => destination.Host.Matches(host)).SelectMany(destination => destination.Paths).ToList();
        return sameHost.Count > 0
            ? $"path {path} is not among the paths of {host} in '{set.Name}' ({string.Join(", ", sameHost)})"
            : $"host {host} is not in '{set.Name}' ({string.Join(", ", set.Destinations.Select(destination => destination.Host).Distinct())})";
    }

    private static string DescribeSection(PublishAction publish, CanonicalTarget target)
    {
        if (publish.FindSection(target.Path, target.ReducedPath) is { } section)
        {
            return section.Name.Length == 0 ? $"path {target.Path} is in none of the sections, and treated as the rule says" : $"path {target.Path} is in section '{section.Name}'";
        }

        return publish.Sections.FirstOrDefault(s => !s.IsPublished && (s.Covers(target.Path) || s.Covers(target.ReducedPath))) is { } closed
            ? $"path {target.Path} is in section '{closed.Name}', which is not published"
            : $"path {target.Path} is in none of the sections {string.Join(", ", publish.Sections.Select(s => s.Name))}";
    }

    private static string DescribeSchedule(Schedule schedule, DateTimeOffset instant, string isOrNot)
    {
        var local = TimeZoneInfo.ConvertTime(instant, schedule.TimeZone);
        return string.Create(CultureInfo.InvariantCulture, $"{local:dddd HH:mm} in {schedule.TimeZone.Id} {isOrNot} within '{schedule.Name}'");
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>schedules</c>.</summary>
internal static class ScheduleCompiler
{
    /// <summary>The word by which a rule means every hour.</summary>
    public const string Always = "always";

    /// <summary>Compiles and declares every schedule.</summary>
    public static void Compile(DocumentMap<ScheduleDocument> documents, CompilationContext context)
    {
        foreach (var (name, document) in documents)
        {
            context.Schedules.Declare(name, document is null ? null : Compile(name.Value, document, context), Always);
        }
    }

    private static Schedule? Compile(string name, ScheduleDocument document, CompilationContext context)
    {
        var windows = ImmutableArray.CreateBuilder<ScheduleWindow>();
        foreach (var window in document.Windows)
        {
            if (window is { From: { } from, To: { } to })
            {
                var days = window.Has(nameof(window.Days)) ? window.Days.Select(d => d.Value) : Enum.GetValues<DayOfWeek>();
                windows.Add(new ScheduleWindow(days.ToFrozenSet(), from.Value, to.Value));
            }
        }

        if (document.TimeZone is not { } zone)
        {
            return null;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone.Value, out var timeZone))
        {
            var closest = Suggestion.Closest(zone.Value, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id));
            var suggestion = closest is null ? "; use an IANA name such as Europe/Berlin or UTC" : $"; did you mean '{closest}'?";
            context.Diagnostics.Error(zone.Location, $"there is no time zone {Quoted.Text(zone.Value)}{suggestion}");
            return null;
        }

        return new Schedule(name, timeZone, windows.ToImmutable());
    }
}

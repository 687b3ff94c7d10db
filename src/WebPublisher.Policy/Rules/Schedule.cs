using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>When a rule applies: any of its weekly windows, in one time zone.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="TimeZone">The zone whose clock the windows follow, daylight saving included.</param>
/// <param name="Windows">The windows.</param>
public sealed record Schedule(string Name, TimeZoneInfo TimeZone, ImmutableArray<ScheduleWindow> Windows)
{
    /// <summary>Whether the rule applies at <paramref name="instant"/>.</summary>
    public bool Includes(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        foreach (var window in Windows)
        {
            if (window.Includes(local.DayOfWeek, time))
            {
                return true;
            }
        }

        return false;
    }
}

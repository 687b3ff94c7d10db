using System.Collections.Frozen;

namespace WebPublisher.Policy.Rules;

/// <summary>A span of hours on some days of the week.</summary>
/// <param name="Days">The days on which the span begins.</param>
/// <param name="From">First moment of the span.</param>
/// <param name="To">Moment after its last; not later than <paramref name="From"/> means it runs past midnight (equal: a whole day).</param>
public sealed record ScheduleWindow(FrozenSet<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    /// <summary>Whether a local day and time of day lie within.</summary>
    public bool Includes(DayOfWeek day, TimeOnly time)
    {
        if (From < To)
        {
            return Days.Contains(day) && time >= From && time < To;
        }

        var dayBefore = (DayOfWeek)(((int)day + 6) % 7);
        return (Days.Contains(day) && time >= From) || (Days.Contains(dayBefore) && time < To);
    }
}

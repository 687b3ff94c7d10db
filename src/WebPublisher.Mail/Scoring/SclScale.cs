namespace WebPublisher.Mail.Scoring;

/// <summary>
/// Makes a spam confidence level of log-odds. 5, from which on mail is junk, begins at 2.5: at twelve to one; 7, from which on it is refused by default, at 4, fifty-five to one.
/// What the levels mean in hits and misses is measured by <c>tests/conformance content</c>.
/// </summary>
public static class SclScale
{
    // The lower end of each level from 1 on.
    private static readonly double[] s_steps = [-3, -1.5, 0, 1.2, 2.5, 3.2, 4, 5, 6.5];

    /// <summary>The level, 0 to 9.</summary>
    public static int LevelOf(double logOdds)
    {
        var level = 0;
        while (level < s_steps.Length && logOdds >= s_steps[level])
        {
            level++;
        }

        return level;
    }

    /// <summary>Where a level begins, in log-odds.</summary>
    /// <param name="level">1 to 9.</param>
    public static double BeginOf(int level) => s_steps[level - 1];
}

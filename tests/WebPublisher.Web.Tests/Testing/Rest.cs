namespace WebPublisher.Web.Tests.Testing;

/// <summary>Waits until nothing moves any more, for tests that set the clock forward then.</summary>
internal static class Rest
{
    // Looks in a row, each in its turn among everything else the thread pool has to do: a busy machine makes them as slow as it makes what they look at.
    private const int Looks = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until something that was counted has begun and does not go on.</summary>
    /// <param name="counted">How much has moved so far.</param>
    public static async Task AfterAsync(Func<long> counted)
    {
        for (var (before, same) = (0L, 0); same < Looks;)
        {
            await Task.Delay(s_pause, TimeProvider.System);
            var now = counted();
            same = now > 0 && now == before ? same + 1 : 0;
            before = now;
        }
    }

    /// <summary>Waits until what was set going elsewhere in this process, and cannot be seen, has had its turns.</summary>
    public static Task UnseenAsync() => AfterAsync(static () => 1);
}

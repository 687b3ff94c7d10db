namespace WebPublisher.Policy.FrontEnds;

/// <summary>What happens when a server does not answer.</summary>
/// <param name="ConnectTimeout">Longest time for TCP and TLS together.</param>
/// <param name="ActivityTimeout">Longest silence while a request or response is under way.</param>
/// <param name="Retries">Other servers tried when a connection could not be made and no byte of the body was sent.</param>
/// <param name="BreakerFailures">Failed connections in a row after which a server is left alone.</param>
/// <param name="BreakerOpenFor">How long it is left alone.</param>
public sealed record FrontEndResilience(TimeSpan ConnectTimeout, TimeSpan ActivityTimeout, int Retries, int BreakerFailures, TimeSpan BreakerOpenFor)
{
    /// <summary>Connect within 5 s, 100 s of silence at most, one retry, five failures open the breaker for 30 s.</summary>
    public static FrontEndResilience Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(100), 1, 5, TimeSpan.FromSeconds(30));
}

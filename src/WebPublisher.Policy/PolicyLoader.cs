namespace WebPublisher.Policy;

/// <summary>Turns an operator's files into a <see cref="PublisherPolicy"/>. Keeps what did not change (certificates) between loads.</summary>
/// <param name="time">The clock certificates are judged by.</param>
public sealed class PolicyLoader(TimeProvider time)
{
    private readonly TimeProvider _time = time;

    /// <summary>Reads, checks and compiles the policy at <paramref name="path"/> and everything it includes or names.</summary>
    /// <param name="path">The main policy file.</param>
    public PolicyLoadResult Load(string path) => throw new NotSupportedException($"{path} {_time}");
}

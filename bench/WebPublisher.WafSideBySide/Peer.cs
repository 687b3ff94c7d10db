namespace WebPublisher.WafSideBySide;

/// <summary>One engine, with a rule set for each paranoia level and all requests loaded; one thread.</summary>
internal abstract class Peer(string name) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>Loads the rules a file includes.</summary>
    /// <returns>The rule set's number.</returns>
    public abstract int LoadRules(string path);

    /// <summary>Loads a request.</summary>
    /// <returns>Its number.</returns>
    public abstract int LoadRequest(string path);

    /// <summary>The rules that log for a request, in order.</summary>
    public abstract IReadOnlyList<long> Ids(int rules, int request);

    /// <summary>Judges a request many times.</summary>
    /// <returns>What was spent, of CPU by all threads of the process.</returns>
    public abstract Cost Run(int rules, int request, long count);

    public abstract void Dispose();
}

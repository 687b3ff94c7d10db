using WebPublisher.Waf;

namespace WebPublisher.WafSideBySide;

/// <summary>WebPublisher's engine in this process.</summary>
internal sealed class ManagedEngine() : Peer("WebPublisher.Waf")
{
    private readonly List<RuleSet> _rules = [];
    private readonly List<RawRequest> _requests = [];

    public override int LoadRules(string path)
    {
        _rules.Add(RuleFiles.Compile(path));
        return _rules.Count - 1;
    }

    public override int LoadRequest(string path)
    {
        _requests.Add(new RawRequest(File.ReadAllBytes(path)));
        return _requests.Count - 1;
    }

    public override IReadOnlyList<long> Ids(int rules, int request)
    {
        using var transaction = _rules[rules].Begin();
        _requests[request].Judge(transaction);
        return [.. transaction.Matches.Where(match => match.IsLogged).Select(match => match.Id)];
    }

    public override Cost Run(int rules, int request, long count)
    {
        var set = _rules[rules];
        var raw = _requests[request];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0L; i < count; i++)
        {
            using var transaction = set.Begin();
            raw.Judge(transaction);
        }

        return new Cost(Environment.CpuUsage.TotalTime - cpu, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    public override void Dispose()
    {
    }
}

using BenchmarkDotNet.Attributes;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Benchmarks.Pipeline;

/// <summary>What it costs to bring a request target into its canonical form.</summary>
public class CanonicalTargetBenchmarks
{
    private readonly Authority _authority = Authority.TryParse("mail.nwtraders.com", out var authority) ? authority : throw new InvalidOperationException("The benchmark's host is a name.");

    [Benchmark(Baseline = true)]
    public bool Plain() => CanonicalTarget.TryParse(_authority, "/roundcube/?_task=mail&_mbox=INBOX", out _, out _);

    [Benchmark]
    public bool Encoded() => CanonicalTarget.TryParse(_authority, "/owa/Gr%C3%BC%C3%9Fe/../B%20ild.png", out _, out _);

    [Benchmark]
    public bool Refused() => CanonicalTarget.TryParse(_authority, "/owa/%252e%252e/ecp/", out _, out _);
}

using WebPublisher.SideBySide.Load;

namespace WebPublisher.SideBySide;

/// <summary>One kind of load.</summary>
internal sealed record Scenario(string Name, Func<LoadTarget, Task<LoadResult>> Run)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("h1-1k", target => Wrk.RunAsync(target, "/1k", 1024, connections: 64)),
        new("h1-100k", target => Wrk.RunAsync(target, "/100k", 102_400, connections: 64)),
        new("h2-1k", target => H2Load.RunAsync(target, "/1k", 1024)),
        new("h2-100k", target => H2Load.RunAsync(target, "/100k", 102_400)),
        new("tls-full", FullHandshakes.RunAsync),
    ];

    public static Scenario Named(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"unknown scenario {name}; known: {string.Join(' ', All.Select(s => s.Name))}");
}

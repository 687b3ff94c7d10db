using System.Collections.Immutable;
using WebPublisher.Conformance.Product;
using WebPublisher.Conformance.Web.Recording;

namespace WebPublisher.Conformance.Web.Product;

/// <summary>The built product, publishing recording front ends.</summary>
internal sealed class WebProduct : IAsyncDisposable
{
    private readonly WebProductPolicy _policy;

    private WebProduct(WebProductPolicy policy, ImmutableArray<WebLane> lanes, ProductProcess process) => (_policy, Lanes, Process) = (policy, lanes, process);

    /// <summary>Where cases are played.</summary>
    public ImmutableArray<WebLane> Lanes { get; }

    /// <summary>The product.</summary>
    public ProductProcess Process { get; }

    /// <summary>Lines of its log that no client may cause.</summary>
    public IEnumerable<string> Complaints => Process.Log.Where(line => line.Contains("RequestFailed", StringComparison.Ordinal) || line.Contains("[2001]", StringComparison.Ordinal)
        || line.Contains(" crit ", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal));

    /// <summary>Starts it.</summary>
    /// <param name="product">The product's executable and its first arguments.</param>
    /// <param name="lanes">How many cases are played at a time.</param>
    /// <exception cref="InvalidOperationException">The product does not start.</exception>
    public static async Task<WebProduct> StartAsync(IReadOnlyList<string> product, int lanes)
    {
        var policy = new WebProductPolicy();
        ImmutableArray<WebLane> made = [.. Enumerable.Range(0, lanes).Select(_ => new WebLane(new RecordingFrontEnd(policy.InnerCertificate), FreePort.Next()))];
        try
        {
            policy.Write(made);
            return new WebProduct(policy, made, await ProductProcess.StartAsync(product, policy.File, policy.OperationsPort));
        }
        catch
        {
            await DisposeAsync(made);
            policy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await DisposeAsync(Lanes);
        _policy.Dispose();
    }

    private static async Task DisposeAsync(ImmutableArray<WebLane> lanes)
    {
        foreach (var lane in lanes)
        {
            await lane.FrontEnd.DisposeAsync();
        }
    }
}

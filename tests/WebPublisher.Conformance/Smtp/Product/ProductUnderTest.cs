using System.Net;
using WebPublisher.Conformance.Product;
using WebPublisher.Conformance.Smtp.Recording;

namespace WebPublisher.Conformance.Smtp.Product;

/// <summary>The built product, publishing a recording inner server.</summary>
internal sealed class ProductUnderTest : IAsyncDisposable
{
    private readonly ProductPolicy _policy;

    private ProductUnderTest(ProductPolicy policy, RecordingServer inner, ProductProcess process)
    {
        _policy = policy;
        Inner = inner;
        Process = process;
    }

    /// <summary>The inner server.</summary>
    public RecordingServer Inner { get; }

    /// <summary>The product.</summary>
    public ProductProcess Process { get; }

    /// <summary>Where it takes mail.</summary>
    public DnsEndPoint Address => new("127.0.0.1", _policy.Port);

    /// <summary>Lines of its log that no client may cause: errors, and what belongs to exceptions.</summary>
    public IEnumerable<string> Complaints => Process.Log.Where(line => line.Contains("Exception", StringComparison.Ordinal)
        || line.Contains(" error ", StringComparison.OrdinalIgnoreCase)
        || line.Contains(" critical ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Starts both.</summary>
    /// <param name="product">The product's executable and its first arguments.</param>
    /// <exception cref="InvalidOperationException">The product does not start.</exception>
    public static async Task<ProductUnderTest> StartAsync(IReadOnlyList<string> product)
    {
        var policy = new ProductPolicy();
        var inner = new RecordingServer(0, policy.InnerCertificate);
        try
        {
            policy.Write(inner.Port);
            return new ProductUnderTest(policy, inner, await ProductProcess.StartAsync(product, policy.File, policy.OperationsPort));
        }
        catch
        {
            await inner.DisposeAsync();
            policy.Dispose();
            throw;
        }
    }

    /// <summary>Plays cases against it.</summary>
    public CaseRunner Runner() => new(Address, Inner, Process.Id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Inner.DisposeAsync();
        _policy.Dispose();
    }
}

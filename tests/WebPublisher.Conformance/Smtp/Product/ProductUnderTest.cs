using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Conformance.Product;
using WebPublisher.Conformance.Smtp.Dialogs;
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
            var published = new ProductUnderTest(policy, inner, await ProductProcess.StartAsync(product, policy.File, policy.OperationsPort));
            await IntroduceAsync(published.Address);
            return published;
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

    /// <summary>
    /// Names a recipient, so that the product meets the inner server: it offers SMTPUTF8 and DSN from then on, and a case alone is played as it is behind others.
    /// </summary>
    private static async Task IntroduceAsync(DnsEndPoint address)
    {
        try
        {
            await using var dialog = await Dialog.ConnectAsync(address);
            await dialog.ReplyAsync();
            foreach (var command in new[] { "EHLO client.example\r\n", "MAIL FROM:<ann@client.example>\r\n", "RCPT TO:<user@corp.example>\r\n", "QUIT\r\n" })
            {
                await dialog.SendAsync(Encoding.ASCII.GetBytes(command));
                await dialog.ReplyAsync();
            }
        }
        catch (Exception e) when (e is DialogException or DialogClosedException or SocketException or OperationCanceledException)
        {
            // What does not answer here fails the cases, with better words.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Inner.DisposeAsync();
        _policy.Dispose();
    }
}

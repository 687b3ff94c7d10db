using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Smtp.Product;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>The product in front of a recording inner server, as conformance cases want it.</summary>
public sealed class ConformanceProduct : IAsyncLifetime
{
    private ProductUnderTest _published = null!;

    internal CaseRunner Runner { get; private set; } = null!;

    /// <summary>What the product has logged that no client may cause.</summary>
    internal IEnumerable<string> Complaints => _published.Complaints;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _published = await ProductUnderTest.StartAsync(PublisherProcess.Command);
        Runner = _published.Runner();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _published.DisposeAsync();
}

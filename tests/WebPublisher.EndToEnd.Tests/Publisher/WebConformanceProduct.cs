using WebPublisher.Conformance.Web.Product;

namespace WebPublisher.EndToEnd.Tests.Publisher;

/// <summary>The product in front of recording front ends, as web cases want it.</summary>
public sealed class WebConformanceProduct : IAsyncLifetime
{
    // Most of the time of a case is silence.
    private const int Lanes = 16;

    internal WebProduct Published { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Published = await WebProduct.StartAsync(PublisherProcess.Command, Lanes);

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Published.DisposeAsync();
}

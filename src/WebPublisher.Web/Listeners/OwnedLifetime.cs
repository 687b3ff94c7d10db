using Microsoft.Extensions.Hosting;

namespace WebPublisher.Web.Listeners;

/// <summary>The executable owns the process and its signals; this host starts and stops when it is told.</summary>
internal sealed class OwnedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

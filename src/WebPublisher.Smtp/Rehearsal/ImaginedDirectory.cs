using WebPublisher.Smtp.Directories;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>A directory in which every address exists: who does is not known in a rehearsal.</summary>
internal sealed class ImaginedDirectory : IDirectory
{
    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(string address, CancellationToken cancellation) => new(true);
}

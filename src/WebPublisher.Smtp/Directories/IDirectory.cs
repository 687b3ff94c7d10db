namespace WebPublisher.Smtp.Directories;

/// <summary>Who knows which addresses exist: <see cref="DirectoryLookup"/> asks servers, a rehearsal imagines them. Thread-safe.</summary>
public interface IDirectory
{
    /// <summary>Asks whether an address exists.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellation">Nobody waits for the answer any more.</param>
    /// <exception cref="DirectoryException">There was no answer in time.</exception>
    ValueTask<bool> ExistsAsync(string address, CancellationToken cancellation);
}

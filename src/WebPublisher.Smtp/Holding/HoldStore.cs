using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Holding;

/// <summary>
/// Keeps messages until an operator decides on them: each in a file of its own, <c>held/REFERENCE.eml</c> below the state directory, and in the index. The file is on the disk
/// before the index has it, and the index before the client has its 250; what is in no index is nobody's and is deleted at the next start.
/// </summary>
public sealed class HoldStore
{
    private readonly HeldIndex _index;
    private readonly HoldPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HeldFiles _files;

    /// <summary>Makes the store of a state directory.</summary>
    /// <param name="stateDirectory">Absolute path.</param>
    /// <param name="index">The index of that directory.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="time">The clock messages age by.</param>
    /// <param name="logger">Where trouble in the background is told.</param>
    public HoldStore(string stateDirectory, HeldIndex index, HoldPolicy policy, TimeProvider time, ILogger logger)
    {
        (_index, _policy, _time, _logger) = (index, policy, time, logger);
        _files = new HeldFiles(stateDirectory);
    }

    /// <summary>Where the files are.</summary>
    public string Folder => _files.Folder;

    /// <summary>Keeps a message: done when it would survive a loss of power.</summary>
    /// <param name="message">The message; its size is set here.</param>
    /// <param name="header">What goes before the content.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellation">Ends the attempt; nothing is kept then.</param>
    /// <returns>The message with its number; null for want of room by the policy.</returns>
    /// <exception cref="IOException">It cannot be kept. Nothing is left of it.</exception>
    public async Task<HeldMessage?> KeepAsync(HeldMessage message, ReadOnlyMemory<byte> header, Stream content, CancellationToken cancellation)
    {
        message = message with { Size = header.Length + content.Length };
        var limits = new HeldTotals(_policy.MaximumMessages, _policy.MaximumSize);
        if (!_index.Totals.HasRoomFor(message.Size, limits))
        {
            return null;
        }

        var file = _files.Create(message.Reference);
        HeldMessage? kept = null;
        try
        {
            await WriteAsync(file, header, content, cancellation);
            cancellation.ThrowIfCancellationRequested();
            kept = await _index.AddAsync(message, limits);
            return kept;
        }
        finally
        {
            if (kept is null)
            {
                File.Delete(file.Name);
            }
        }
    }

    /// <summary>Opens the file of a message for one reader alone: two who want to release it do not both do so.</summary>
    /// <exception cref="IOException">It is not there, or somebody else has it open.</exception>
    public FileStream OpenAlone(HeldMessage message) => _files.OpenAlone(message.Reference);

    /// <summary>Opens the file of a message to look at.</summary>
    /// <exception cref="IOException">It is not there, or is being released.</exception>
    public FileStream OpenRead(HeldMessage message) => _files.OpenRead(message.Reference);

    /// <summary>Deletes a message, whatever has become of it: first from the index, so that none is left there without its file.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="IOException">It cannot be deleted, or another node is about to release it, or cannot be asked.</exception>
    public async Task<bool> DeleteAsync(HeldMessage message)
    {
        await using var claim = await _index.ClaimAsync(message, CancellationToken.None);
        var removed = await _index.RemoveAsync(message.Id);
        DeleteFile(message);
        return removed;
    }

    /// <summary>Deletes the file of a message that has been released; the index goes on telling of it until it is too old.</summary>
    public void DeleteFile(HeldMessage message) => _files.Delete(message.Reference);

    /// <summary>Deletes what is too old. Trouble is logged, and it is tried again the next time.</summary>
    public async Task SweepAsync()
    {
        try
        {
            foreach (var old in await _index.RemoveOlderAsync(_time.GetUtcNow() - _policy.MaximumAge))
            {
                _files.Delete(old.Reference);
                if (old.State == HeldState.Held)
                {
                    HoldLog.TooOld(_logger, old.Id, old.Reference, old.Received);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            HoldLog.SweepFailed(_logger, e);
        }
    }

    /// <summary>Deletes files that are in no index: their clients had no 250. To be asked before anything is held.</summary>
    public async Task RecoverAsync()
    {
        try
        {
            var known = await _index.ReferencesAsync();
            foreach (var reference in _files.References.Where(reference => !known.Contains(reference)))
            {
                _files.Delete(reference);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            HoldLog.SweepFailed(_logger, e);
        }
    }

    private async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> header, Stream content, CancellationToken cancellation)
    {
        await using (file)
        {
            await file.WriteAsync(header, cancellation);
            await content.CopyToAsync(file, cancellation);
            await _files.SyncAsync(file, cancellation);
        }
    }
}

using System.Xml;
using Microsoft.Extensions.Logging;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tracing;

/// <summary>
/// Writes every event of every session to XML, a folder for each session and in it one for each message: for test environments. When it holds as much as it may, nothing
/// more is written.
/// </summary>
internal sealed class PipelineDump
{
    private const int MaximumFiles = 50_000;
    private const long MaximumBytes = 512L * 1024 * 1024;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly XmlWriterSettings s_settings = new() { Indent = true, CheckCharacters = true };

    private readonly string _directory;
    private readonly ILogger _logger;
    private long _bytes;
    private int _files;

    /// <summary>Begins, and warns.</summary>
    /// <param name="directory">Where; made with mode 0700.</param>
    /// <param name="time">The clock of events.</param>
    /// <param name="logger">Where it is told.</param>
    public PipelineDump(string directory, TimeProvider time, ILogger logger)
    {
        (_directory, Time, _logger) = (directory, time, logger);
        TracingLog.DumpOn(logger, directory);
    }

    /// <summary>The clock of events.</summary>
    public TimeProvider Time { get; }

    /// <summary>Watches a session.</summary>
    public AgentWatch Watch(JudgedSession session) => new EventDump(this, session);

    /// <summary>Writes an event.</summary>
    /// <param name="folders">The session, and the message if there is one.</param>
    /// <param name="name">The file's name without its extension.</param>
    /// <param name="write">Writes the document's root.</param>
    public void Write(string[] folders, string name, Action<XmlWriter> write)
    {
        var files = Interlocked.Increment(ref _files);
        if (files > MaximumFiles || Interlocked.Read(ref _bytes) > MaximumBytes)
        {
            if (files == MaximumFiles + 1)
            {
                TracingLog.DumpFull(_logger, _directory, MaximumFiles, MaximumBytes);
            }
            else if (files <= MaximumFiles)
            {
                Interlocked.Exchange(ref _files, MaximumFiles);
            }

            return;
        }

        try
        {
            var folder = _directory;
            Directory.CreateDirectory(folder, Owner);
            foreach (var next in folders)
            {
                folder = Directory.CreateDirectory(Path.Combine(folder, next), Owner).FullName;
            }

            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            using var file = new FileStream(Path.Combine(folder, $"{name}.xml"), options);
            using (var xml = XmlWriter.Create(file, s_settings))
            {
                write(xml);
            }

            Interlocked.Add(ref _bytes, file.Position);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TracingLog.DumpFailed(_logger, error.Message, folders[^1]);
        }
    }
}

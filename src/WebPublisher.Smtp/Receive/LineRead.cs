using System.Buffers;
using WebPublisher.Mail.Smtp.Lines;

namespace WebPublisher.Smtp.Receive;

/// <summary>A line, or why there is none.</summary>
/// <param name="Status"><see cref="SmtpLineStatus.Incomplete"/> when nothing more will come.</param>
/// <param name="Line">The line, valid until the channel is read again.</param>
internal readonly record struct LineRead(SmtpLineStatus Status, ReadOnlySequence<byte> Line);

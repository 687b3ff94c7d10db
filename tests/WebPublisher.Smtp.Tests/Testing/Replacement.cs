using System.Buffers;
using System.Text;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>Puts a text in the place of the content.</summary>
internal sealed record Replacement(string Text) : ContentEdit
{
    public override ValueTask ApplyAsync(Stream from, ContentSpool to, CancellationToken cancellationToken) =>
        to.AppendAsync(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(Text)), cancellationToken);
}

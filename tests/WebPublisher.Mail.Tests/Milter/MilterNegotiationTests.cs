using System.Buffers;
using WebPublisher.Mail.Milter;

namespace WebPublisher.Mail.Tests.Milter;

public sealed class MilterNegotiationTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(6, 6)]
    [InlineData(7, 6)]
    public void As_much_is_agreed_on_as_both_sides_have(byte offered, uint version)
    {
        Assert.True(MilterNegotiation.TryRead(new ReadOnlySequence<byte>([0, 0, 0, offered, 0, 0, 0, 0x31, 0, 0x10, 0x05, 0, 1, 2, 3]), out var offer));
        var agreed = offer.Agree(MilterActions.AddHeaders | MilterActions.Quarantine | MilterActions.AddRecipients, MilterSteps.LeadingSpace | MilterSteps.NoReplyToBody);
        Assert.Equal(new MilterNegotiation(version, MilterActions.AddHeaders | MilterActions.Quarantine, MilterSteps.LeadingSpace), agreed);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void What_is_too_short_or_too_old_is_no_offer(byte[] data) => Assert.False(MilterNegotiation.TryRead(new ReadOnlySequence<byte>(data), out _));
}

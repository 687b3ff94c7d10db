using WebPublisher.State.Logons;
using WebPublisher.State.Replication;

namespace WebPublisher.State.Tests.Replication;

public sealed class FailureMessageTests
{
    private static readonly ToldFailures s_told =
        new(FailedLogonCounter.WebNetwork, UInt128.MaxValue - 1, ulong.MaxValue, true, true, FailedLogons.MaximumCount, FailedLogons.Oldest, TimeSpan.FromHours(24));

    [Fact]
    public void A_full_message_fits_into_a_notification_and_is_read_as_it_was_written()
    {
        var entries = Enumerable.Repeat(s_told, FailureMessage.MaximumEntries - 1).Append(new ToldFailures(FailedLogonCounter.MailUser, 1, 2, false, false, 3, TimeSpan.FromMilliseconds(4), TimeSpan.FromSeconds(5))).ToArray();
        var message = FailureMessage.Write(-7, 1, entries);

        Assert.InRange(message.Length, 1, 7999);
        var read = FailureMessage.Read(message)!.Value;
        Assert.Equal(-7, read.Sender);
        Assert.Equal(entries, read.Entries);
        Assert.NotEqual(message, FailureMessage.Write(-7, 2, entries));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("AQ==")]
    public void What_is_no_message_says_nothing(string message) => Assert.Null(FailureMessage.Read(message));

    [Fact]
    public void A_message_of_another_form_or_cut_off_or_with_figures_out_of_range_says_nothing()
    {
        Assert.NotNull(FailureMessage.Read(Changed(static _ => { })));
        Assert.Null(FailureMessage.Read(Changed(octets => octets[0] = 2)));
        Assert.Null(FailureMessage.Read(Convert.ToBase64String(Convert.FromBase64String(Changed(static _ => { })).AsSpan()[..^1])));
        Assert.Null(FailureMessage.Read(Changed(octets => octets[13] = 0)));
        Assert.Null(FailureMessage.Read(Changed(octets => octets[13] = 6)));
        Assert.Null(FailureMessage.Read(Changed(octets => octets[38] = 0xFF)));
        Assert.Null(FailureMessage.Read(Changed(octets => octets[40] = 0xFF)));
        Assert.Null(FailureMessage.Read(Changed(octets => octets[44] = 0x7F)));
    }

    private static string Changed(Action<byte[]> change)
    {
        var octets = Convert.FromBase64String(FailureMessage.Write(1, 1, [s_told]));
        change(octets);
        return Convert.ToBase64String(octets);
    }
}

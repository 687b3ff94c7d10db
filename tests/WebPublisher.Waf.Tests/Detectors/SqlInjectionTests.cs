using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Waf.Detectors;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Detectors;

public class SqlInjectionTests
{
    [Theory]
    // Logic, in the three contexts.
    [InlineData("1 or 1=1", "1&1")]
    [InlineData("x' or 'a'='a", "s&sos")]
    [InlineData("x\" or \"a\"=\"a", "s&sos")]
    [InlineData("admin' or 1=1 -- ", "s&1c")]
    [InlineData("1) or (sleep(5))=(1", "1)&(f")]
    [InlineData("' and (select count(*) from users) > 0 -- ", "s&(Ef")]
    // Queries that are joined, with what hides them.
    [InlineData("1 union select user, password from accounts", "1UEnk")]
    [InlineData("-7 UnIoN/**/AlL/**/sElEcT null,null", "1UEv")]
    [InlineData("x' union all select 1,2,3 -- ", "sUE1c")]
    [InlineData("1e0union select 2", "1UE1")]
    // Stacked statements and comments.
    [InlineData("1; drop table accounts", "1;Tnn")]
    [InlineData("admin'--", "sc")]
    [InlineData("1'or 1#", "s&1c")]
    [InlineData("1/*!50000or*/1", "X")]
    [InlineData("1 /* /* */ or 1", "X")]
    // Functions, calculations, other products.
    [InlineData("1, sleep(5)", "1,f(1")]
    [InlineData("'+(select load_file(0x41))+'", "so(Ef")]
    [InlineData("1' waitfor delay '0:0:5' -- ", "sEsc")]
    [InlineData("'||(select 1 from dual)||'", "s&(E1")]
    public void An_injection_is_found_with_its_fingerprint(string value, string fingerprint)
    {
        Assert.True(SqlInjection.Detect(ByteText.FromString(value).Span, out var found));
        Assert.Equal(fingerprint, found.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hello world")]
    [InlineData("O'Brien")]
    [InlineData("Fish & chips, tea and cake")]
    [InlineData("Please select the best of the union and insert it into the table")]
    [InlineData("Grüße aus Köln; bis morgen -- und danke!")]
    [InlineData("He said 'yes' and 'no'")]
    [InlineData("It's 5 o'clock")]
    [InlineData("AT&T")]
    [InlineData("2024-01-31")]
    [InlineData("+49 221 123456")]
    [InlineData("https://mail.example.org/?_task=mail&_action=show&_uid=42&_mbox=INBOX")]
    [InlineData("{\"id\":17,\"name\":\"Anna\",\"tags\":[\"a\",\"b\"]}")]
    [InlineData("aGVsbG8gd29ybGQsIHRoaXMgaXMgYmFzZTY0Lg==")]
    public void What_people_write_is_no_injection(string value)
    {
        Assert.False(SqlInjection.Detect(ByteText.FromString(value).Span, out var found));
        Assert.Equal(0, found.Length);
    }

    [Fact]
    public void Any_characters_are_judged_without_an_exception() => Prop.ForAll<string>(
        value =>
        {
            SqlInjection.Detect(ByteText.FromString(value ?? string.Empty).Span, out var found);
            return found.Length <= SqlFingerprint.MaximumLength;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void White_space_before_a_value_changes_nothing()
    {
        var words = Gen.Elements("1", "'a'", "or", "union", "select", "(", ")", ",", ";", "--", "x", "=", "#", "/**/", "\"", "'");
        Prop.ForAll(
            Gen.ArrayOf(words).Select(picked => string.Join(' ', picked)).ToArbitrary(),
            value => Verdict(" \t" + value) == Verdict(value) || value.StartsWith('1') || value.Contains('\'') || value.Contains('"')).QuickCheckThrowOnFailure();

        static bool Verdict(string value) => SqlInjection.Detect(value, out _);
    }

    [Fact]
    public void Repetition_takes_no_time_out_of_proportion()
    {
        // A quarter of a megabyte takes milliseconds; in time that grows with the square it would take minutes. The limit is far from both, for busy machines.
        foreach (var piece in new[] { "'", "\\'", "(", "1+", "`", "/*", "a.", "'\"", "[", "$a", "select ", "1,-1", "q'", "@", "{", "--", "#\n" })
        {
            var value = string.Concat(Enumerable.Repeat(piece, 256 * 1024 / piece.Length));
            var begun = System.Diagnostics.Stopwatch.GetTimestamp();
            SqlInjection.Detect(value, out _);
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), piece);
        }
    }
}

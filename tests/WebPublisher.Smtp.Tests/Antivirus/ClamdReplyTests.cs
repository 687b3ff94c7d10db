using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Smtp.Antivirus;

namespace WebPublisher.Smtp.Tests.Antivirus;

public sealed class ClamdReplyTests
{
    [Theory]
    [InlineData("stream: OK", "Clean", "")]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND", "Infected", "Win.Test.EICAR_HDB-1")]
    [InlineData("stream: Own.Rule.UNOFFICIAL(44d88612fea8a8f36de82e1278abb02f:68) FOUND", "Infected", "Own.Rule.UNOFFICIAL(44d88612fea8a8f36de82e1278abb02f:68)")]
    [InlineData("stream: Heuristics.OLE2.ContainsMacros FOUND", "Infected", "Heuristics.OLE2.ContainsMacros")]
    [InlineData("stream: Heuristics.Encrypted.Zip FOUND", "Unscannable", "Heuristics.Encrypted.Zip")]
    [InlineData("stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND", "Unscannable", "Heuristics.Limits.Exceeded.MaxRecursion")]
    [InlineData("INSTREAM size limit exceeded. ERROR", "TooLarge", "size limit exceeded")]
    public void An_answer_is_read(string answer, string verdict, string signature)
        => Assert.Equal((verdict, signature), (Parse(answer).Verdict.ToString(), Parse(answer).Signature));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("stream: ok")]
    [InlineData("stream: OK ")]
    [InlineData(" stream: OK")]
    [InlineData("stream: OK\n")]
    [InlineData("stream:  FOUND")]
    [InlineData("stream: FOUND")]
    [InlineData("stream: a b FOUND")]
    [InlineData("stream: a\u0001 FOUND")]
    [InlineData("stream: virus FOUND stream: OK")]
    [InlineData("/tmp/x: OK")]
    [InlineData("stream: Can't allocate memory ERROR")]
    [InlineData("UNKNOWN COMMAND")]
    public void What_is_no_answer_lets_nothing_pass(string answer) => Assert.Throws<ClamdException>(() => Parse(answer));

    [Fact]
    public void What_is_no_answer_is_told_without_its_controls()
        => Assert.Equal("clamd answered 'a?b'", Assert.Throws<ClamdException>(() => Parse("a\nb")).Message);

    [Fact]
    public void Nothing_but_the_one_sentence_is_clean() => Prop.ForAll((byte[] noise, byte place) =>
    {
        byte[] sentence = [.. "stream: OK"u8];
        var at = place % (sentence.Length + 1);
        byte[] answer = [.. sentence[..at], .. noise, .. sentence[at..]];
        try
        {
            return ClamdReply.Parse(answer).Verdict != ScanVerdict.Clean || noise.Length == 0;
        }
        catch (ClamdException)
        {
            return noise.Length > 0;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static ClamdReply Parse(string answer) => ClamdReply.Parse(Encoding.Latin1.GetBytes(answer));
}

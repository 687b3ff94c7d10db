using System.Text;
using WebPublisher.Mail.Spf;

namespace WebPublisher.Mail.Tests.Spf;

public sealed class PurportedSenderTests
{
    [Theory]
    [InlineData("from@a.test", "From: A <from@a.test>")]
    [InlineData("sender@a.test", "From: from@a.test", "sender: sender@a.test")]
    [InlineData("sender@a.test", "Sender: sender@a.test", "From: from@a.test", "From: other@a.test")]
    [InlineData("rf@a.test", "Sender: sender@a.test", "Resent-From: rf@a.test", "From: from@a.test")]
    [InlineData("rs@a.test", "Resent-From: rf@a.test", "Resent-Sender: rs@a.test", "From: from@a.test")]
    [InlineData("rs@a.test", "Resent-Sender: rs@a.test", "Received: x", "Resent-From: rf@a.test")]
    [InlineData("rf@a.test", "Resent-From: rf@a.test", "Received: x", "Resent-Sender: rs@a.test")]
    [InlineData("rf@a.test", "Resent-From: rf@a.test", "Return-Path: <>", "Resent-Sender: rs@a.test")]
    [InlineData("rs@a.test", "Received: x", "Resent-From: rf@a.test", "Resent-Sender: rs@a.test")]
    [InlineData("from@a.test", "Resent-Sender: ", "Resent-From:  ", "Sender: ", "From: from@a.test")]
    public void The_last_who_took_responsibility_is_found(string expected, params string[] fields) => Assert.Equal(expected, Select(fields));

    [Theory]
    [InlineData]
    [InlineData("From: a@a.test", "From: b@a.test")]
    [InlineData("From: a@a.test, b@a.test")]
    [InlineData("Sender: a@a.test", "Sender: b@a.test", "From: c@a.test")]
    [InlineData("Resent-Sender: nobody", "From: c@a.test")]
    public void What_is_not_clear_is_nobody(params string[] fields) => Assert.Null(Select(fields));

    [Theory]
    [InlineData("josé@a.test", "FROM: =?x?=\r\n <josé@a.test>\r\nSubject: x\r\n")]
    [InlineData("b@a.test", "Subject: a\r\n From: a@a.test\r\nFrom: b@a.test\r\n")]
    [InlineData(null, "")]
    public void A_header_is_read_as_it_is_on_the_wire(string? expected, string header) => Assert.Equal(expected, PurportedSender.Select(Encoding.UTF8.GetBytes(header))?.ToString());

    private static string? Select(string[] fields) =>
        PurportedSender.Select([.. fields.Select(field => field.Split(": ", 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))])?.ToString();
}

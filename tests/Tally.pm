# Tally - prove's formatter for files, with a last line that says "N passed, N failed".
# What was skipped is neither. A file that dies, prints no plan or fewer results than it
# planned has failed at least once.
package Tally;
use strict;
use warnings;
use parent 'TAP::Formatter::File';

sub summary {
	my ($self, $aggregate, $interrupted) = @_;
	my ($passed, $failed, $skipped) = (0, $interrupted ? 1 : 0, 0);
	for my $parser ($aggregate->parsers) {
		my $missing = ($parser->tests_planned || 0) - $parser->tests_run;
		my $bad = $parser->failed + ($missing > 0 ? $missing : 0);
		$failed += $bad || ($parser->has_problems ? 1 : 0);
		$skipped += $parser->skipped + ($parser->skip_all ? 1 : 0);
		$passed += $parser->passed - $parser->skipped;
	}
	$self->SUPER::summary($aggregate, $interrupted);
	$self->_output("$skipped skipped\n") if $skipped;
	$self->_output("$passed passed, $failed failed\n");
}

1;

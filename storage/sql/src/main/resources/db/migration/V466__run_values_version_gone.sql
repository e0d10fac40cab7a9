drop index run_values_version on run;
